export const OWNTRACKS_ROOT = 'owntracks/'

/** Topics we listen to. Ours carry the bodies of the HTTP calls of the same name, or one item of them. */
export const MQTT_TOPICS = {
  positions: 'ruyi/v1/positions',
  cameraStatus: 'ruyi/v1/camera-status',
  heartbeats: 'ruyi/v1/heartbeats',
  /** OwnTracks' own: `owntracks/<user>/<device>`. */
  ownTracks: `${OWNTRACKS_ROOT}+/+`,
} as const
