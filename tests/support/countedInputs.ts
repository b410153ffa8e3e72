import type { TestApp } from './testApp.ts'

/** Inputs of a door with this outcome, as `/metrics` counts them; 0 when it counts none. */
export async function countedInputs(test: Pick<TestApp, 'get'>, door: string, outcome: string): Promise<number> {
  const { body } = await test.get<string>('/metrics')
  return Number(new RegExp(`^ruyi_inputs_total\\{door="${door}",outcome="${outcome}"\\} (\\d+)$`, 'm').exec(body)?.[1] ?? 0)
}
