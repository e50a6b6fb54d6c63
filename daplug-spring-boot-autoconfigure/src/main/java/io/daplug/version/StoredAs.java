package io.daplug.version;

/**
 * The forms in which values of items may be stored.
 */
public enum StoredAs {

	/** As Daplug stores them. What others stored in another form is read as it is. */
	DAPLUG,

	/**
	 * As the DynamoDBMapper of the AWS SDK 1 stored them, too, by whichever conversion
	 * schema and annotations. A value is decoded where the schema or the Java type of an
	 * item says what it is, and read as it is stored elsewhere. Writes store values as
	 * Daplug does. A condition that names true or false is met by all forms of these.
	 */
	DYNAMODB_MAPPER_V1

}
