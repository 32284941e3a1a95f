import { Fragment, type JSX } from 'preact';

/** A spelling such as `GET /api/users/{id}`, which breaks between the parts of its path where it must. */
export const SpellingLabel = ({ text }: { readonly text: string }): JSX.Element => (
  <code class="spelling">
    {text.split(/(?<=\S)(?=\/)/).map((part, index) => (
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </code>
);
