interface FieldType {
  type: string;
  list: boolean;
  required: boolean;
}

interface Node {
  name: string;
  args: string;
  children: Node[];
}

const SCALARS = new Set(['ID', 'Bytes', 'BigInt', 'BigDecimal', 'Int', 'Int8', 'Boolean', 'String', 'Timestamp']);
const FILTER_SUFFIX = /_(in|gt|gte|lt|lte|not)$/;

/** As much of GraphQL as it takes to check queries against subgraph/schema.graphql and to make up answers. */
export class Schema {
  readonly #types = new Map<string, Map<string, FieldType>>();
  readonly #enums = new Map<string, string[]>();

  constructor(text: string) {
    const plain = text
      .replace(/"""[\s\S]*?"""/g, '')
      .replace(/^\s*"[^"\n]*"\s*$/gm, '')
      .replace(/#.*$/gm, '');
    for (const [, name = '', body = ''] of plain.matchAll(/enum (\w+) \{([^}]*)\}/g)) {
      this.#enums.set(name, body.trim().split(/\s+/));
    }
    for (const [, name = '', body = ''] of plain.matchAll(/type (\w+) @[^{]*\{([^}]*)\}/g)) {
      const fields = new Map<string, FieldType>();
      for (const [, field = '', open = '', type = '', close = ''] of body.matchAll(/(\w+): (\[?)(\w+)([!\]]*)/g)) {
        fields.set(field, { type, list: open === '[', required: close.endsWith('!') });
      }
      this.#types.set(name, fields);
    }
  }

  /** Throws unless every selected or filtered field exists. */
  check(query: string, where: Record<string, unknown>): void {
    for (const root of parse(query)) {
      const type = this.#rootType(root.name);
      this.#walk(type, root.children, root.name);
      for (const condition of Object.keys(where)) this.#field(type, condition.replace(FILTER_SUFFIX, ''), 'where');
      const order = root.args.match(/orderBy: (\w+)/)?.[1];
      if (order) this.#field(type, order, 'orderBy');
      for (const [, condition = ''] of root.args.match(/where: \{([^}]*)\}/)?.[1]?.matchAll(/(\w+):/g) ?? []) {
        this.#field(type, condition.replace(FILTER_SUFFIX, ''), 'where');
      }
    }
  }

  /** An answer of the right shape: ones, 0x01, the first member of each enum, null where the schema allows it. */
  sample(query: string): Record<string, unknown> {
    return Object.fromEntries(
      parse(query).map((root) => {
        const value = this.#sampleObject(this.#rootType(root.name), root.children);
        return [root.name, this.#isSingle(root.name) ? value : [value]];
      }),
    );
  }

  #sampleObject(type: string, children: readonly Node[]): Record<string, unknown> {
    return Object.fromEntries(
      children.map(({ name, children: inner }) => {
        const field = this.#field(type, name, type);
        if (!field.required) return [name, null];
        const value = inner.length > 0 ? this.#sampleObject(field.type, inner) : this.#sampleScalar(field.type);
        return [name, field.list ? [value] : value];
      }),
    );
  }

  #sampleScalar(type: string): unknown {
    const members = this.#enums.get(type);
    if (members) return members[0];
    if (type === 'Bytes') return '0x01';
    if (type === 'Int') return 1;
    if (type === 'Boolean') return true;
    if (type === 'Timestamp') return '1000000';
    return '1';
  }

  #walk(type: string, children: readonly Node[], path: string): void {
    for (const { name, args, children: inner } of children) {
      const field = this.#field(type, name, path);
      const leaf = SCALARS.has(field.type) || this.#enums.has(field.type);
      if (leaf !== (inner.length === 0)) throw new Error(`${path}.${name}: ${leaf ? 'has no' : 'needs'} sub-selection`);
      const order = args.match(/orderBy: (\w+)/)?.[1];
      if (order) this.#field(field.type, order, `${path}.${name} orderBy`);
      this.#walk(field.type, inner, `${path}.${name}`);
    }
  }

  #field(type: string, name: string, path: string): FieldType {
    const field = this.#types.get(type)?.get(name);
    if (!field) throw new Error(`${path}: the schema's ${type} has no ${name}`);
    return field;
  }

  #isSingle(root: string): boolean {
    return this.#types.has(`${root[0]?.toUpperCase()}${root.slice(1)}`);
  }

  #rootType(root: string): string {
    const name = `${root[0]?.toUpperCase()}${root.slice(1)}`.replace(/_collection$/, '');
    for (const candidate of [name, name.replace(/s$/, ''), name.replace(/es$/, '')]) {
      if (this.#types.has(candidate)) return candidate;
    }
    throw new Error(`the schema has no ${root}`);
  }
}

function parse(query: string): Node[] {
  const tokens = query.match(/[{}]|\([^)]*\)|[\w]+:?/g) ?? [];
  let at = 0;
  const selection = (): Node[] => {
    const nodes: Node[] = [];
    at += 1;
    while (tokens[at] !== '}') {
      let name = tokens[at++] ?? '';
      if (name.endsWith(':')) name = tokens[at++] ?? '';
      const args = tokens[at]?.startsWith('(') ? (tokens[at++] ?? '') : '';
      nodes.push({ name, args, children: tokens[at] === '{' ? selection() : [] });
    }
    at += 1;
    return nodes;
  };
  while (tokens[at] !== '{') at += 1;
  return selection();
}
