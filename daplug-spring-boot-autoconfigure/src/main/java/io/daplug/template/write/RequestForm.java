package io.daplug.template.write;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * What a request says beside the item or the key.
 *
 * @param operation what it does, for messages
 * @param tableName the name of the table in DynamoDB
 * @param condition under which condition; null for none
 * @param answer what DynamoDB is to answer with
 */
public record RequestForm(String operation, String tableName, @Nullable RequestCondition condition,
		ReturnValue answer) {

}
