import type { Map as MapLibre } from 'maplibre-gl'

/** Icons are drawn at twice their size so that they stay sharp when turned. */
const OVERSAMPLING = 2

/** Draws around (0, 0) in units of px, into a square of so many px. */
export type Draw = (context: CanvasRenderingContext2D, size: number) => void

/** Adds a square icon of `sizePx`, drawn around (0, 0) in units of px; off the graphics card, from which it would be waited for. */
export function addIcon(map: MapLibre, name: string, sizePx: number, draw: Draw): void {
  const pixelRatio = OVERSAMPLING * map.getPixelRatio()
  const side = Math.ceil(sizePx * pixelRatio)
  map.addImage(name, pictureOf(side, sizePx, [draw]), { pixelRatio })
}

/** What is drawn over one another in a square of `sizePx`, as a picture `side` device px wide. @throws Error when there is no canvas */
export function pictureOf(side: number, sizePx: number, draws: readonly Draw[]): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('this browser draws no canvas')
  context.translate(side / 2, side / 2)
  context.scale(side / sizePx, side / sizePx)
  for (const draw of draws) draw(context, sizePx)
  return context.getImageData(0, 0, side, side)
}

function circle(context: CanvasRenderingContext2D, radius: number): void {
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
}

function line(context: CanvasRenderingContext2D, ...points: readonly (readonly [number, number])[]): void {
  context.beginPath()
  points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
}

/** Dashes that close a circle of `radius` evenly. */
function dashes(radius: number, count: number): number[] {
  const step = (2 * Math.PI * radius) / count
  return [step * 0.55, step * 0.45]
}

/** A team's disc, for its number to stand in. */
export function drawTeam(fill: string, edge: string): Draw {
  return (context, size) => {
    circle(context, size * 0.45)
    context.fillStyle = fill
    context.fill()
    context.strokeStyle = edge
    context.lineWidth = size * 0.06
    context.stroke()
  }
}

/** A team not heard of: hollow, dashed and struck through. */
export function drawLostTeam(fill: string, edge: string): Draw {
  return (context, size) => {
    const radius = size * 0.45
    circle(context, radius)
    context.globalAlpha = 0.75
    context.fillStyle = fill
    context.fill()
    context.globalAlpha = 1
    context.strokeStyle = edge
    context.lineWidth = size * 0.06
    context.setLineDash(dashes(radius, 12))
    context.stroke()
    context.setLineDash([])
    context.lineWidth = size * 0.05
    line(context, [-size * 0.32, size * 0.32], [size * 0.32, -size * 0.32])
    context.stroke()
  }
}

/** The chevron that goes round a team's disc and points where it heads; drawn pointing up. */
export function drawHeading(colour: string): Draw {
  return (context, size) => {
    line(context, [-size * 0.2, -size * 0.31], [0, -size * 0.495], [size * 0.2, -size * 0.31], [0, -size * 0.385])
    context.closePath()
    context.fillStyle = colour
    context.fill()
  }
}

/** Figures in the middle, `textPx` high in the size of text. */
export function drawNumber(text: string, textPx: number, colour: string): Draw {
  return (context) => {
    context.fillStyle = colour
    context.font = `600 ${textPx}px ${FIGURE_FACE}`
    context.textAlign = 'center'
    context.fillText(text, 0, textPx * HALF_FIGURE)
  }
}

/** The face of figures, as on the panels. */
export const FIGURE_FACE = "'Barlow Semi Condensed', sans-serif"
/** Half of how high its figures are, in the size of text. */
const HALF_FIGURE = 0.35

/** A key post's square, for its number to stand in. */
export function drawPost(fill: string, edge: string): Draw {
  return (context, size) => {
    const side = size * 0.9
    context.fillStyle = fill
    context.fillRect(-side / 2, -side / 2, side, side)
    context.strokeStyle = edge
    context.lineWidth = size * 0.06
    context.strokeRect(-side / 2, -side / 2, side, side)
  }
}

/** Where a post lacks people: the foot of its flag's pole. */
export function drawPostFoot(edge: string): Draw {
  return (context, size) => {
    context.fillStyle = edge
    context.fillRect(-size * 0.03, -size / 2, size * 0.06, size / 2)
    context.fillRect(-size * 0.14, -size * 0.14, size * 0.28, size * 0.28)
  }
}

/**
 * The flag of such a post, flying to the right of the lower left corner: its number has the first half to stand in, its mark the
 * second. `isEmpty`: a cross for nobody there, otherwise an exclamation mark.
 */
export function drawPostFlag(fill: string, edge: string, isEmpty: boolean): Draw {
  return (context, size) => {
    const [half, top, edgePx] = [size / 2, FLAG_HEIGHT * size, size * 0.035]
    context.fillStyle = edge
    context.fillRect(-half, -half, size, top)
    context.fillRect(-half, -half, edgePx, size * 0.75)
    context.fillStyle = fill
    context.fillRect(-half + edgePx, -half + edgePx, half - edgePx, top - 2 * edgePx)
    context.strokeStyle = fill
    context.lineWidth = size * 0.075
    const [x, y, arm] = [half / 2, -half + top / 2, size * 0.13]
    if (isEmpty) line(context, [x - arm, y - arm], [x + arm, y + arm], [x, y], [x + arm, y - arm], [x - arm, y + arm])
    else line(context, [x, y - arm * 1.3], [x, y + arm * 0.4])
    context.stroke()
    if (isEmpty) return
    context.fillStyle = fill
    context.fillRect(x - size * 0.04, y + arm * 0.8, size * 0.08, size * 0.08)
  }
}

/** Height of a flag, as a share of its icon's side. */
export const FLAG_HEIGHT = 0.55

/** A metro station's mark. */
export function drawMetro(fill: string, edge: string): Draw {
  return (context, size) => {
    const arm = size * 0.2
    circle(context, size * 0.44)
    context.fillStyle = fill
    context.fill()
    context.strokeStyle = edge
    context.lineWidth = size * 0.08
    context.stroke()
    context.lineWidth = size * 0.1
    line(context, [-arm, arm], [-arm, -arm], [0, arm * 0.4], [arm, -arm], [arm, arm])
    context.stroke()
  }
}

/** A resource: a small lozenge with a letter or sign of its kind. */
export function drawResource(fill: string, edge: string, sign: string): Draw {
  return (context, size) => {
    const arm = size * 0.47
    line(context, [0, -arm], [arm, 0], [0, arm], [-arm, 0])
    context.closePath()
    context.fillStyle = fill
    context.fill()
    context.strokeStyle = edge
    context.lineWidth = size * 0.05
    context.stroke()
    context.fillStyle = edge
    context.font = `600 ${size * 0.5}px ${FIGURE_FACE}`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(sign, 0, size * 0.03)
  }
}

/** A gate of a control scheme: a disc with a bar, as the sign that forbids to go in. */
export function drawGate(fill: string, bar: string): Draw {
  return (context, size) => {
    circle(context, size * 0.46)
    context.fillStyle = fill
    context.fill()
    context.fillStyle = bar
    context.fillRect(-size * 0.27, -size * 0.08, size * 0.54, size * 0.16)
  }
}

/** The point of an arrow along a one-way walk; drawn pointing to the right, as lines run. */
export function drawOneWay(colour: string): Draw {
  return (context, size) => {
    line(context, [-size * 0.28, -size * 0.4], [size * 0.4, 0], [-size * 0.28, size * 0.4], [-size * 0.1, 0])
    context.closePath()
    context.fillStyle = colour
    context.fill()
  }
}

/** Nothing to see: keeps labels away from what stands above the map. */
export function addBlank(map: MapLibre, name: string, widthPx: number, heightPx: number): void {
  const width = Math.max(1, Math.round(widthPx))
  const height = Math.max(1, Math.round(heightPx))
  map.addImage(name, { width, height, data: new Uint8Array(width * height * 4) })
}
