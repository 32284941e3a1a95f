import { useEffect, useState } from 'preact/hooks';

/** A value that can be watched. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  /** Calls back after every change; returns what ends that. */
  watch(callback: () => void): () => void;
}

/** Makes a store that holds this value first. */
export const createStore = <T>(initial: T): Store<T> => {
  let value = initial;
  const callbacks = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const callback of [...callbacks]) callback();
    },
    watch(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
  };
};

/** The value of a store; the component is drawn anew when it changes. */
export const useStore = <T>(store: Store<T>): T => {
  const [value, setValue] = useState(store.get);
  useEffect(() => {
    const update = (): void => setValue(() => store.get());
    // It may have changed between drawing and now.
    update();
    return store.watch(update);
  }, [store]);
  return value;
};
