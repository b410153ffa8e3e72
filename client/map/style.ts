import type { StyleSpecification } from 'maplibre-gl'
import { fontFaces } from './fonts.ts'
import type { Palette } from './palette.ts'

/** A style with nothing but the ground: every noun adds its own source and layers. */
export function groundStyle(palette: Palette): StyleSpecification {
  return {
    version: 8,
    'font-faces': fontFaces(),
    light: { anchor: 'map', position: [1.5, 215, 40], color: '#ffffff', intensity: 0.35 },
    transition: { duration: 0, delay: 0 },
    sources: {},
    layers: [{ id: 'ground', type: 'background', paint: { 'background-color': palette.ground } }],
  }
}
