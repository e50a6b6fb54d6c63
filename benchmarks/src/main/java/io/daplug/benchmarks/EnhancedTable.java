package io.daplug.benchmarks;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The Enhanced Client on beans of one type. It has no prefixes: its beans have them in
 * their keys.
 *
 * @param <T> type of the beans
 */
final class EnhancedTable<T> {

	private static final Expression IS_NEW = Expression.builder()
		.expression("attribute_not_exists(#hash)")
		.putExpressionName("#hash", Setting.KEY)
		.build();

	private final Class<T> type;

	private final T bean;

	private final DynamoDbTable<T> table;

	private EnhancedTable(Class<T> type, DynamoDbClient client, Size size) {
		TableSchema<T> schema = TableSchema.fromBean(type);
		this.type = type;
		this.bean = schema.mapToItem(HandWritten.of(size).fromMap(Setting.map(size.item(Setting.ID))));
		this.table = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build().table(Setting.TABLE, schema);
	}

	static EnhancedTable<?> of(DynamoDbClient client, Size size) {
		return (size == Size.SMALL) ? new EnhancedTable<>(NoteBean.class, client, size)
				: new EnhancedTable<>(OrderBean.class, client, size);
	}

	T insert() {
		this.table
			.putItem(PutItemEnhancedRequest.builder(this.type).item(this.bean).conditionExpression(IS_NEW).build());
		return this.bean;
	}

	T get() {
		return this.table.getItem(Key.builder().partitionValue(HandWritten.PREFIX + Setting.ID).build());
	}

}
