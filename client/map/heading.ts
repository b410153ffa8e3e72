const DEGREES = 180 / Math.PI

/**
 * Where an arrow standing upright on the screen must point, degrees clockwise from up, for a heading on the ground seen
 * at `pitchDeg` with north up: the ground's north–south is foreshortened.
 */
export function screenHeading(headingDeg: number, pitchDeg: number): number {
  const heading = headingDeg / DEGREES
  const turned = Math.atan2(Math.sin(heading), Math.cos(heading) * Math.cos(pitchDeg / DEGREES)) * DEGREES
  return (turned + 360) % 360
}
