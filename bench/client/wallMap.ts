/** What is done with the built wall's own map from inside the page. */
interface WallMap {
  getStyle(): { layers: { id: string; source?: string }[]; sources: Record<string, { data?: { features: object[] } }> }
  addSource(id: string, source: object): void
  addLayer(layer: object): void
  getSource(id: string): { setData(data: object): void }
  removeLayer(id: string): void
  removeSource(id: string): void
}

interface InPage {
  readonly document: { querySelector(selector: string): unknown }
  readonly wallMap: WallMap
}

/** Inside the page: keeps the built wall's map at hand, which only Vue's tree knows. */
export function findMap(): void {
  type Node = { component?: Instance; children?: unknown; el?: unknown } | null
  interface Instance {
    readonly subTree: Node
    readonly exposed: { map?: { value: unknown } } | null
  }
  const look = (node: Node): unknown => {
    if (node == null || typeof node !== 'object') return null
    const { component, children } = node
    const found = component?.exposed?.map?.value ?? (component === undefined || component === null ? null : look(component.subTree))
    if (found !== null) return found
    return Array.isArray(children) ? children.reduce((map: unknown, child: Node) => map ?? look(child), null) : null
  }
  const root = (globalThis as unknown as InPage).document.querySelector('#app') as { _vnode: Node }
  const map = look(root._vnode)
  if (map === null) throw new Error('the wall has no map')
  Object.assign(globalThis, { wallMap: map })
}

/** Inside the page: one source with every camera and team, drawn by the same layers as on the wall. */
export function addEverything(all: string): void {
  const { wallMap: map } = globalThis as unknown as InPage
  const style = map.getStyle()
  const sources = ['cameras', 'team-room', 'team-notes']
  const features = sources.flatMap((id) => style.sources[id]?.data?.features ?? [])
  map.addSource(all, { type: 'geojson', tolerance: 0, data: { type: 'FeatureCollection', features } })
  for (const layer of style.layers) {
    if (!sources.includes(layer.source ?? '')) continue
    map.addLayer({ ...layer, id: `${all}-${layer.id}`, source: all })
  }
}

/** Inside the page: sets all of it anew. */
export function setEverything(all: string): void {
  const { wallMap: map } = globalThis as unknown as InPage
  const features = ['cameras', 'team-room', 'team-notes'].flatMap((id) => map.getStyle().sources[id]?.data?.features ?? [])
  map.getSource(all).setData({ type: 'FeatureCollection', features: structuredClone(features) })
}

/** Inside the page: takes it away again. */
export function removeEverything(all: string): void {
  const { wallMap: map } = globalThis as unknown as InPage
  for (const { id, source } of map.getStyle().layers) if (source === all) map.removeLayer(id)
  map.removeSource(all)
}
