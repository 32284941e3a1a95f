/** A path with its parameters; those that are empty are left out. */
export const withQuery = (
  path: string,
  parameters: Readonly<Record<string, string | number | null | undefined>>,
): string => {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
};
