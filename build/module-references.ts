import { type Node, parseSync, visitorKeys } from 'oxc-parser';

/** One place of a module that reaches outside it. */
export interface Reference {
  /** `computed`: an import whose module is known only when it runs. `global`: the use of a watched global name. */
  kind: 'import' | 'computed' | 'global';
  /** As written. */
  target: string;
  /** From 1. */
  line: number;
}

/**
 * Every import of a module, static, dynamic and type-only, its exports-from and requires, and its uses of the watched
 * global names. Undefined when it cannot be parsed.
 */
export function readModule(path: string, source: string, watchedGlobals: readonly string[]): Reference[] | undefined {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) return undefined;
  const references: Reference[] = [];
  const add = (kind: Reference['kind'], target: string, node: Node) =>
    references.push({ kind, target, line: lineOf(source, node.start) });
  const addModule = (module: Node | undefined, statement: Node) => {
    const name = module === undefined ? undefined : stringOf(module);
    if (name === undefined) add('computed', source.slice(statement.start, statement.end).slice(0, 80), statement);
    else add('import', name, statement);
  };

  walk(program, undefined, (node, parent) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return addModule(node.source, node);
      case 'ExportNamedDeclaration':
        return node.source === null ? undefined : addModule(node.source, node);
      case 'ImportExpression':
      case 'TSImportType':
        return addModule(node.source, node);
      case 'TSExternalModuleReference':
        return addModule(node.expression, node);
      case 'CallExpression':
        return isRequire(node.callee) ? addModule(node.arguments[0], node) : undefined;
      case 'Identifier':
        return watchedGlobals.includes(node.name) && !isMemberName(node, parent)
          ? add('global', node.name, node)
          : undefined;
      case 'MemberExpression': {
        const name = memberName(node);
        const ofGlobal = node.object.type === 'Identifier' && globalObjects.includes(node.object.name);
        return ofGlobal && name !== undefined && watchedGlobals.includes(name) ? add('global', name, node) : undefined;
      }
    }
  });
  return references;
}

const globalObjects = ['globalThis', 'global', 'window', 'self'];

/** Every node of a tree, each before what is in it. */
export function walk(
  node: Node,
  parent: Node | undefined,
  visit: (node: Node, parent: Node | undefined) => void,
): void {
  visit(node, parent);
  for (const key of visitorKeys[node.type] ?? []) {
    const child: unknown = Reflect.get(node, key);
    for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) walk(each, node, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** `require(…)`, `require.resolve(…)`, `module.require(…)`. */
function isRequire(callee: Node): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type !== 'MemberExpression') return false;
  return isRequire(callee.object) || memberName(callee) === 'require';
}

function memberName(node: Extract<Node, { type: 'MemberExpression' }>): string | undefined {
  if (node.computed) return stringOf(node.property);
  return node.property.type === 'Identifier' ? node.property.name : undefined;
}

/** Whether the identifier only names a member: of `http.fetch`, of `{ fetch: … }`, of a module that is imported. */
function isMemberName(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'MemberExpression') return !parent.computed && parent.property === node;
  if (parent.type === 'ImportSpecifier' || parent.type === 'ExportSpecifier') return true;
  return 'key' in parent && parent.key === node;
}

function stringOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TSLiteralType') return stringOf(node.literal);
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
