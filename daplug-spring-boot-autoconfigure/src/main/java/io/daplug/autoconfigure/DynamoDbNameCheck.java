package io.daplug.autoconfigure;

import java.util.regex.Pattern;

import io.daplug.autoconfigure.property.DaplugConfigurationException;

/**
 * Holds names of tables and indexes against what DynamoDB takes, which would say so at
 * the first call only.
 */
final class DynamoDbNameCheck {

	private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

	/** A table of another account is named by its ARN. */
	private static final Pattern ARN = Pattern
		.compile("arn:[^:]+:dynamodb:[^:]+:[0-9]{12}:table/[a-zA-Z0-9_.-]{3,255}");

	private DynamoDbNameCheck() {
	}

	static void requireTableName(String property, String name) {
		if (!ARN.matcher(name).matches()) {
			require(property, name, "Set '%s' to such a name.".formatted(property));
		}
	}

	static void requireIndexName(String property, String name) {
		require(property, name, "Rename '%s' as the index is named in DynamoDB.".formatted(property));
	}

	private static void require(String property, String name, String action) {
		if (!NAME.matcher(name).matches()) {
			throw new DaplugConfigurationException(property,
					"'%s' can be no name in DynamoDB, which has 3 to 255 letters, digits, '_', '-' and '.'"
						.formatted(name),
					action);
		}
	}

}
