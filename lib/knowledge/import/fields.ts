import fields from './fields.json';

/** How a field lies in a flat cell. */
export type FieldType = 'text' | 'list' | 'number' | 'boolean' | 'json';

/** The flat fields of answers and cards (architecture.md, "Knowledge"), in the order in which templates show them. */
export const FLAT_FIELDS = Object.keys(fields) as FlatField[];
export type FlatField = keyof typeof fields;

/** A column may also be one level of a folder tree, or an own field kept as JSON (`json:x_name`), or nothing. */
export type ColumnTarget = FlatField | 'folder1' | 'folder2' | 'folder3' | `json:${string}`;

export const getFieldType = (field: FlatField): FieldType => fields[field].type as FieldType;

/** Headings that mean this field, best first; the first is the Chinese heading of templates and exports. */
export const getFieldNames = (field: FlatField): readonly string[] => fields[field].names;

export const isFlatField = (name: string): name is FlatField => Object.hasOwn(fields, name);
