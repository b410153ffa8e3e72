import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Files of these folders, by their path from the root. */
export function sources(...folders: string[]): string[] {
  return folders.flatMap((folder) => list(
    join(ROOT, folder),
  )).map((file) => relative(ROOT, file)).filter((file) => /\.(ts|vue|mjs)$/.test(file))
}

export function list(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (name === 'node_modules') return []
    return statSync(path).isDirectory() ? list(path) : [path]
  })
}

/** A file's text. */
export const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** Script of a file: all of it, or what stands in a component's script blocks. */
export function scriptOf(file: string): string {
  return file.endsWith('.vue') ? [
    ...text(file).matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g),
  ].map(([, script]) => script).join('\n') : text(file)
}

/** What a file imports: names of packages, or files by their path from the root. Types count, `import()` too. */
export function importsOf(file: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const from = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0]
      : undefined
    if (from !== undefined && ts.isStringLiteral(from)) found.push(from.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, scriptOf(file), ts.ScriptTarget.Latest, false, ts.ScriptKind.TS))
  return found.map((from) => (from.startsWith('.') ? posix.normalize(posix.join(dirname(file), from.split('?')[0]!)) : from))
}

/** Is there a file at this path from the root? */
export function isFile(path: string): boolean {
  return existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile()
}

/** Imports that are still there when the types are gone. */
export function runtimeImportsOf(file: string): string[] {
  const source = ts.createSourceFile(file, scriptOf(file), ts.ScriptTarget.Latest, false, ts.ScriptKind.TS)
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    if (statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier) || isTypeOnly(statement)) return []
    const from = statement.moduleSpecifier.text
    return [from.startsWith('.') ? posix.normalize(posix.join(dirname(file), from.split('?')[0]!)) : from]
  })
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly
  const clause = statement.importClause
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return clause.name === undefined && named !== undefined && ts.isNamedImports(
    named,
  ) && named.elements.length > 0 && named.elements.every(({ isTypeOnly }) => isTypeOnly)
}

/** All files that `from` leads to. */
export function reach(from: string, importsOfFile: (file: string) => string[], reached = new Set<string>()): Set<string> {
  if (reached.has(from) || !/\.(ts|vue)$/.test(from) || !isFile(from)) return reached
  reached.add(from)
  for (const imported of importsOfFile(from)) reach(imported, importsOfFile, reached)
  return reached
}

/** Each cycle once, as the files along it. */
export function cycles(files: readonly string[], imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) {
      found.push([...path.slice(at), file].join(' → '))
      return
    }
    if (done.has(file)) return
    for (const imported of imports.get(file) ?? []) if (imports.has(imported)) walk(imported, [...path, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  return found
}
