import fc from 'fast-check';
import { expect, it } from 'vitest';

import { checkForm, NotTextError, parseJson } from './text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it.each(['"\\ud800"', '["a", "\\uDC00"]', '{"\\ud83d": 1}', '{"a": {"b": "\\ude00\\ud83d"}}'])(
  'JSON with half of a surrogate pair is refused: %s',
  (text) => expect(() => parseJson(bytes(text))).toThrow(NotTextError),
);

it('JSON is read whole, and refused exactly where a text in it is no Unicode', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      expect(parseJson(bytes(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(parseJson(bytes('"\\ud83d\\ude00 \\\\ud800"'))).toBe('\u{1f600} \\ud800');
});

it.each(['Name=%ED%A0%80', 'Name=%ff', '/?Name=a%C3', 'Name=a&%80=b'])(
  'a form that is not UTF-8 is refused: %s',
  (form) => {
    expect(() => checkForm(form)).toThrow(NotTextError);
    expect(() => checkForm(bytes(form))).toThrow(NotTextError);
  },
);

it('a form of any text is taken, a percent sign that begins no escape too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const form = new URLSearchParams({ value }).toString();
      expect(() => checkForm(form)).not.toThrow();
    }),
  );
  expect(() => checkForm('Name=100%&Other=%zz')).not.toThrow();
});

it('bytes of a form that are not UTF-8 are refused', () => {
  expect(() => checkForm(new Uint8Array([0x4e, 0x3d, 0xff]))).toThrow(NotTextError);
});
