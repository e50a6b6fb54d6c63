package io.daplug.sample;

import io.daplug.singletable.ItemType;

/**
 * A device of the warehouse. It is the first item of its collection.
 *
 * @param deviceId names the device
 * @param name what people call it
 * @param place where it is
 * @param commands how many commands it was sent
 */
@ItemType(schema = "Device")
record Device(String deviceId, String name, String place, int commands) implements DeviceItem {

}
