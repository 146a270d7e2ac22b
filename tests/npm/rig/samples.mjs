// What the tests ask for.

/** A PNG of one pixel. */
export const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A schema that every vendor takes. */
export const place = {
  type: 'object',
  properties: { city: { type: 'string' }, population: { type: 'integer' } },
  required: ['city', 'population'],
  additionalProperties: false,
};

export const weather = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };

/** Makes the simulator call the tool with these arguments. */
export const callForOslo = 'call:get_weather{"city":"Oslo"}';
export const oslo = { city: 'Oslo' };

/** Whether an object satisfies the schema of a place. */
export const isPlace = (value) => typeof value.city === 'string' && Number.isInteger(value.population) && Object.keys(value).length === 2;
