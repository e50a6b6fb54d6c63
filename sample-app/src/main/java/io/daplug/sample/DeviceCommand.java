package io.daplug.sample;

import java.time.Instant;

import io.daplug.singletable.ItemType;
import io.daplug.singletable.Key;

/**
 * A command to a device. Commands follow the device in the order in which they were sent.
 *
 * @param deviceId names the device
 * @param sentAt when it was sent
 * @param command what the device is to do
 */
@ItemType(schema = "DeviceCommand", hashKey = @Key(value = "deviceId", prefixOf = Device.class),
		rangeKey = @Key("sentAt"))
record DeviceCommand(String deviceId, Instant sentAt, String command) implements DeviceItem {

}
