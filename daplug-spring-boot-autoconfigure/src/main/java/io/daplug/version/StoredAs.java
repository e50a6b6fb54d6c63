package io.daplug.version;

/**
 * The forms in which values of items may be stored.
 */
public enum StoredAs {

	/** As Daplug stores them. */
	DAPLUG,

	/** As the DynamoDBMapper of the AWS SDK 1 stored them, too. */
	DYNAMODB_MAPPER_V1

}
