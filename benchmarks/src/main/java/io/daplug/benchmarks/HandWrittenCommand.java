package io.daplug.benchmarks;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Puts and gets of commands by the low-level client, with keys and conversion by hand.
 */
@NullUnmarked
final class HandWrittenCommand {

	private final DynamoDbClient client;

	HandWrittenCommand(DynamoDbClient client) {
		this.client = client;
	}

	DeviceItem.Command put(DeviceItem.Command command) {
		this.client.putItem(PutItemRequest.builder().tableName(Setting.TABLE).item(attributes(command)).build());
		return command;
	}

	DeviceItem.Command get(String deviceId, String commandId) {
		return command(this.client
			.getItem(GetItemRequest.builder().tableName(Setting.TABLE).key(key(deviceId, commandId)).build())
			.item());
	}

	private static Map<String, AttributeValue> key(String deviceId, String commandId) {
		return Map.of("pk", AttributeValue.fromS("DD#" + deviceId), "sk", AttributeValue.fromS("CC#" + commandId));
	}

	static Map<String, AttributeValue> attributes(DeviceItem.Command command) {
		Map<String, AttributeValue> attributes = new HashMap<>(32);
		attributes.putAll(key(command.deviceId(), command.commandId()));
		attributes.put("deviceId", AttributeValue.fromS(command.deviceId()));
		attributes.put("commandId", AttributeValue.fromS(command.commandId()));
		attributes.put("kind", AttributeValue.fromS(command.kind()));
		attributes.put("state", AttributeValue.fromS(command.state()));
		attributes.put("issuedAt", AttributeValue.fromS(command.issuedAt()));
		attributes.put("issuedBy", AttributeValue.fromS(command.issuedBy()));
		attributes.put("attempts", AttributeValue.fromN(Integer.toString(command.attempts())));
		attributes.put("priority", AttributeValue.fromN(Integer.toString(command.priority())));
		attributes.put("payload", AttributeValue.fromS(command.payload()));
		attributes.put("urgent", AttributeValue.fromBool(command.urgent()));
		return attributes;
	}

	private static DeviceItem.Command command(Map<String, AttributeValue> stored) {
		return new DeviceItem.Command(Attributes.s(stored, "deviceId"), Attributes.s(stored, "commandId"),
				Attributes.s(stored, "kind"), Attributes.s(stored, "state"), Attributes.s(stored, "issuedAt"),
				Attributes.s(stored, "issuedBy"), Attributes.i(stored, "attempts"), Attributes.i(stored, "priority"),
				Attributes.s(stored, "payload"), Attributes.flagOf(stored, "urgent"));
	}

}
