package io.daplug.sample;

import java.time.Instant;

import io.daplug.singletable.ItemType;
import io.daplug.singletable.Key;

/**
 * A line of a device's log.
 *
 * @param deviceId names the device
 * @param writtenAt when it was written
 * @param text what it says
 */
@ItemType(schema = "DeviceLog", hashKey = @Key(value = "deviceId", prefixOf = Device.class),
		rangeKey = @Key("writtenAt"))
record DeviceLog(String deviceId, Instant writtenAt, String text) implements DeviceItem {

}
