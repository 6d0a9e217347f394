import { invalidParameter } from '../protocol/errors.ts';
import type { SchemaAttribute } from './user-pool-shapes.ts';

/**
 * The attributes that every user pool has, in the order in which AWS answers them.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
const standardAttributes: readonly SchemaAttribute[] = [
  text('profile'),
  text('address'),
  text('birthdate', { MinLength: '10', MaxLength: '10' }),
  text('gender'),
  text('preferred_username'),
  { ...standard('updated_at', 'Number'), NumberAttributeConstraints: { MinValue: '0' } },
  text('website'),
  text('picture'),
  text('identities', {}),
  { ...text('sub', { MinLength: '1', MaxLength: '2048' }), Mutable: false, Required: true },
  text('phone_number'),
  standard('phone_number_verified', 'Boolean'),
  text('zoneinfo'),
  text('locale'),
  text('email'),
  standard('email_verified', 'Boolean'),
  text('given_name'),
  text('family_name'),
  text('middle_name'),
  text('name'),
  text('nickname'),
];
const standardNames = new Set(standardAttributes.map(({ Name }) => Name));

/** `SchemaAttributes` of a pool: the standard ones with what the input changed in them, and then the custom ones. */
export function schemaAttributes(given: readonly SchemaAttribute[]): SchemaAttribute[] {
  const changes = new Map(given.map((attribute) => [attribute.Name, attribute]));
  return [
    ...standardAttributes.map((attribute) => ({ ...attribute, ...changes.get(attribute.Name) })),
    ...given.filter(({ Name }) => !standardNames.has(Name)).map(customAttribute),
  ];
}

/** What the shape of an attribute can't say. The texts are AWS's, but for that of a missing name. */
export function checkSchema(given: readonly SchemaAttribute[]): void {
  for (const { Name, AttributeDataType, DeveloperOnlyAttribute, Required } of given) {
    if (Name === undefined) throw invalidParameter('Attribute name is missing.');
    const known = standardAttributes.find((attribute) => attribute.Name === Name);
    if (known === undefined) {
      if (AttributeDataType === undefined) {
        throw invalidParameter('Invalid AttributeDataType input, consider using the provided AttributeDataType enum.');
      }
      if (Required === true) throw invalidParameter('Required custom attributes are not supported currently.');
    } else if (
      DeveloperOnlyAttribute === true ||
      (AttributeDataType !== undefined && AttributeDataType !== known.AttributeDataType)
    ) {
      throw invalidParameter(
        `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${Name}`,
      );
    }
  }
}

function customAttribute(given: SchemaAttribute): SchemaAttribute {
  const { Name = '', AttributeDataType = 'String', DeveloperOnlyAttribute = false, Mutable = true } = given;
  return {
    Name: `${DeveloperOnlyAttribute ? 'dev:' : ''}custom:${Name}`,
    AttributeDataType,
    DeveloperOnlyAttribute,
    Mutable,
    Required: false,
    ...(AttributeDataType === 'String' ? { StringAttributeConstraints: given.StringAttributeConstraints ?? {} } : {}),
    ...(AttributeDataType === 'Number' ? { NumberAttributeConstraints: given.NumberAttributeConstraints ?? {} } : {}),
  };
}

function standard(Name: string, AttributeDataType: 'String' | 'Number' | 'Boolean'): SchemaAttribute {
  return { Name, AttributeDataType, DeveloperOnlyAttribute: false, Mutable: true, Required: false };
}

function text(Name: string, constraints: object = { MinLength: '0', MaxLength: '2048' }): SchemaAttribute {
  return { ...standard(Name, 'String'), StringAttributeConstraints: constraints };
}
