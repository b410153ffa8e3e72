import { expect, test } from 'vitest'
import { createMqttTrouble } from './mqttTrouble.ts'

test('MQTT-2 the same trouble is logged once a minute, with how often it came; another kind at once', () => {
  const lines: string[] = []
  let now = 0
  const trouble = createMqttTrouble({ now: () => now }, { warn: (line) => lines.push(line) })
  trouble.refused('mqtt/positions', 'malformed', '0.lon', 'must be number')
  trouble.refused('mqtt/positions', 'malformed', '0.lat', 'must be number')
  trouble.refused('mqtt/positions', 'notJson', '', 'is not JSON in UTF-8')
  now = 59_999
  trouble.refused('mqtt/positions', 'malformed', '0.lat', 'must be number')
  expect(lines).toHaveLength(2)
  now = 60_000
  trouble.refused('mqtt/positions', 'malformed', '3.unit', 'is unknown')
  expect(lines).toEqual([
    'MQTT: mqtt/positions refused as malformed: 0.lon must be number (1×)',
    'MQTT: mqtt/positions refused as notJson: it is not JSON in UTF-8 (1×)',
    'MQTT: mqtt/positions refused as malformed: 3.unit is unknown (3×)',
  ])
})
