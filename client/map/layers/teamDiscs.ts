import { MercatorCoordinate, type CustomLayerInterface, type CustomRenderMethodInput, type Map as MapLibre } from 'maplibre-gl'
import { fromE7 } from '../../../shared/reading/picture.ts'
import type { DrawnTeams, TeamMark } from '../drawnTeams.ts'
import { Sprites } from '../gl/sprites.ts'
import { drawHeading, drawLostTeam, drawNumber, drawTeam, FIGURE_FACE, pictureOf, type Draw } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'

/** How wide a disc is, rem. */
export const DISC_REM = 1.5
/** The layer's name, for what is to lie below. */
export const DISCS = 'teams'
const HEADING_REM = 2.4
/** How wide a picture is: none is drawn larger than it is. */
const PICTURE_REM = 2 * DISC_REM
const FACE = `600 16px ${FIGURE_FACE}`
const DIGITS = '0123456789'
/** States whose heading is shown. */
const HEADINGS = ['fresh', 'late'] as const

/**
 * The teams' discs with their numbers, and the chevrons round them, drawn straight from the positions: as a source, the map's
 * worker would lay out whole tiles again for each that moved, five times a second (docs/adr/0023).
 */
export class TeamDiscs implements CustomLayerInterface {
  readonly id = DISCS
  readonly type = 'custom'
  readonly #inputs: MapInputs
  readonly #teams: DrawnTeams
  /** Places are told from here. */
  readonly #origin: MercatorCoordinate
  /** What each team's picture on the card shows, by unit. */
  readonly #painted = new Map<number, string>()
  #map: MapLibre | null = null
  #sprites: Sprites | null = null
  #array = new Float32Array(0)
  /** Do pictures and array show the teams as they are? */
  #current = false

  constructor(inputs: MapInputs, teams: DrawnTeams) {
    this.#inputs = inputs
    this.#teams = teams
    this.#origin = MercatorCoordinate.fromLngLat([...inputs.site.view.centre])
  }

  /** The teams look different: from the next frame on they are shown so. */
  changed(): void {
    this.#current = false
    this.#map?.triggerRepaint()
  }

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.#map = map
    const side = Math.ceil(PICTURE_REM * this.#inputs.rem * map.getPixelRatio())
    this.#sprites = new Sprites(gl, this.#inputs.site.teams.length + HEADINGS.length, side)
    if (!document.fonts.check(FACE, DIGITS)) void document.fonts.load(FACE, DIGITS).then(() => this.#paintAgain(), () => undefined)
  }

  onRemove(): void {
    this.#sprites?.dispose()
    this.#sprites = null
    this.#map = null
  }

  render(_gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    if (this.#sprites === null || this.#teams.count === 0) return
    if (!this.#current) {
      this.#paint(this.#sprites)
      this.#array = this.#spritesNow()
      this.#current = true
    }
    this.#sprites.draw(this.#array, movedTo(this.#origin, defaultProjectionData.mainMatrix))
  }

  #paintAgain(): void {
    this.#painted.clear()
    this.changed()
  }

  /** Puts those pictures on the card that it has not, or has otherwise. */
  #paint(sprites: Sprites): void {
    const { palette, rem, site } = this.#inputs
    const paint = (cell: number, look: string, draws: () => readonly Draw[]): void => {
      if (this.#painted.get(cell) === look) return
      sprites.paint(cell, pictureOf(sprites.side, DISC_REM * rem, draws()))
      this.#painted.set(cell, look)
    }
    HEADINGS.forEach((state, i) => paint(site.teams.length + i, state, () => [drawHeading(state === 'late' ? palette.unknown : palette.text)]))
    for (const [unit, { state }] of this.#teams) {
      paint(unit, state, () => {
        const disc = state === 'lost' ? drawLostTeam(palette.ground, palette.unknown) : drawTeam(palette.raised, state === 'late' ? palette.unknown : palette.text)
        return [disc, drawNumber(String(unit + 1), rem, state === 'fresh' ? palette.text : palette.text2)]
      })
    }
  }

  /** All chevrons, then all discs, from north to south: what stands nearer stands before. */
  #spritesNow(): Float32Array<ArrayBuffer> {
    const scale = this.#inputs.rem * (this.#map?.getPixelRatio() ?? 1)
    const marks = [...this.#teams].sort(([, a], [, b]) => b.place.latE7 - a.place.latE7)
    const sprite = ({ place }: TeamMark, sideRem: number, turnDeg: number, cell: number): number[] => {
      const { x, y } = MercatorCoordinate.fromLngLat([fromE7(place.lonE7), fromE7(place.latE7)])
      return [x - this.#origin.x, y - this.#origin.y, sideRem * scale, (turnDeg * Math.PI) / 180, cell]
    }
    const chevrons = marks.flatMap(([, mark]) => (mark.heading === null ? [] : sprite(mark, HEADING_REM, mark.heading, this.#chevronOf(mark))))
    const discs = marks.flatMap(([unit, mark]) => sprite(mark, DISC_REM, 0, unit))
    return Float32Array.from([...chevrons, ...discs])
  }

  #chevronOf({ state }: TeamMark): number {
    return this.#inputs.site.teams.length + HEADINGS.findIndex((each) => each === state)
  }
}

/** A matrix for places that are told from `origin`: single precision holds those to a fraction of a px, whole ones not to a px. */
function movedTo({ x, y }: { readonly x: number; readonly y: number }, matrix: ArrayLike<number>): number[] {
  const at = (i: number): number => matrix[i] ?? 0
  return Array.from(matrix, (value, i) => (i < 12 ? value : value + x * at(i - 12) + y * at(i - 8)))
}
