/** What of Postman's Collection v2.1 is used here (https://schema.postman.com/json/collection/v2.1.0/docs). */

export interface KeyValue {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly disabled?: true;
  readonly type?: 'string';
}

export type Auth =
  | { readonly type: 'bearer'; readonly bearer: readonly KeyValue[] }
  | { readonly type: 'noauth' };

/** A script, line by line. */
export interface Script {
  readonly listen: 'prerequest' | 'test';
  readonly script: { readonly type: 'text/javascript'; readonly exec: readonly string[] };
}

export interface RequestUrl {
  readonly raw: string;
  readonly host: readonly string[];
  readonly path: readonly string[];
  readonly query?: readonly KeyValue[];
}

export interface PostmanRequest {
  readonly method: string;
  readonly header: readonly KeyValue[];
  readonly url: RequestUrl;
  readonly body?: {
    readonly mode: 'raw';
    readonly raw: string;
    readonly options: { readonly raw: { readonly language: 'json' } };
  };
  /** The collection's unless said. */
  readonly auth?: Auth;
  readonly description?: string;
}

/** An answer that is kept as an example of a request. */
export interface SavedResponse {
  readonly name: string;
  readonly originalRequest: Omit<PostmanRequest, 'description' | 'auth'>;
  readonly status: string;
  readonly code: number;
  readonly _postman_previewlanguage: 'json' | 'text';
  readonly header: readonly KeyValue[];
  readonly cookie: readonly never[];
  readonly body: string;
}

export interface RequestItem {
  readonly name: string;
  readonly event: readonly Script[];
  readonly request: PostmanRequest;
  readonly response: readonly SavedResponse[];
}

export interface Folder {
  readonly name: string;
  readonly description?: string;
  readonly item: readonly Item[];
}

export type Item = RequestItem | Folder;

export interface Collection {
  readonly info: {
    readonly _postman_id: string;
    readonly name: string;
    readonly description: string;
    readonly schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  };
  readonly item: readonly Item[];
  readonly event: readonly Script[];
  readonly auth: Auth;
  readonly variable: readonly KeyValue[];
}

export interface Environment {
  readonly id: string;
  readonly name: string;
  readonly values: readonly {
    readonly key: string;
    readonly value: string;
    readonly type: 'default' | 'secret';
    readonly enabled: true;
  }[];
  readonly _postman_variable_scope: 'environment';
}

/** The requests of a tree of folders, in the order in which they run. */
export const requestItems = (items: readonly Item[]): RequestItem[] =>
  items.flatMap((item) => ('item' in item ? requestItems(item.item) : [item]));
