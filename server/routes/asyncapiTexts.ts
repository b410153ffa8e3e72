import { CAMERA_STATUSES } from '../../shared/camera/types.ts'

/** How a screen speaks to the server, in words. */
export const SOCKET = `Engine.IO 4, websocket only; Socket.IO with a parser of its own.
A text frame is \`4\` and then JSON \`[type, namespace, id, data]\`: type 0 connect, 1 disconnect, 2 event, 3 acknowledgement,
4 connect error; namespace is \`/\`; id is null, or the number an acknowledgement repeats; the data of an event is \`[name, payload]\`,
of an acknowledgement \`[payload]\`. A binary frame is one frame of readings and nothing else.
A screen connects, sends \`board:join\` with the last fact it has, and is answered by a diff or a snapshot, then by a full
frame of readings; from then on facts come in order of \`seq\` without gaps, readings newest-per-key. A screen that sees a gap in
\`seq\` or in ticks joins again. Only pages of this server may connect.`

/** The layout of a frame of readings (\`shared/protocol/readingsFrame.ts\`), in words. */
export const READINGS_FRAME = `Little-endian. kind u8 = 1, flags u8 (bit 0: full, replaces all readings held), from u32, to u32 (the ticks
it covers: a screen at tick n takes it when from ≤ n + 1), now f64 (server time, epoch ms).
Then cameras: count varint, and each: step varint (place in the site pack less the place before, from 0), status u8
(${CAMERA_STATUSES.map((status, number) => `${number} ${status}`).join(', ')}), age signed (now less the time it was measured, ms).
Then positions: count varint, and each: step varint (place of the team), longitude signed, latitude signed (1e-7 degrees, less the
origin: the middle of the bounds of the site pack), age signed (now less the fix, ms), present u8 (1 accuracy, 2 speed,
4 heading), those present in this order as varints (dm, cm/s, degrees), source varint (place in health.sources of a beat).
varint: seven bits a byte, low first, the high bit set on all but the last. signed: a varint of 2n, or of -2n - 1 for negative n.`
