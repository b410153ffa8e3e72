import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { GridId, UnitId } from '../../shared/ids.ts'
import type { Grid, Site, Team } from '../../shared/site/types.ts'

/** The static part of the picture: names and places, fetched over HTTP and kept by its version. */
export const useSiteStore = defineStore('site', () => {
  const site = shallowRef<Site | null>(null)
  const gridById = computed(() => new Map<GridId, Grid>(site.value?.grids.map((grid) => [grid.id, grid])))
  const teamById = computed(() => new Map<UnitId, Team>(site.value?.teams.map((team) => [team.id, team])))
  /** Place of each grid's cameras in `site.cameras`. */
  const camerasByGrid = computed(() => {
    const byGrid = new Map<GridId, number[]>(site.value?.grids.map((grid) => [grid.id, []]))
    site.value?.cameras.forEach((camera, index) => byGrid.get(camera.grid)?.push(index))
    return byGrid
  })
  return { site, gridById, teamById, camerasByGrid }
})
