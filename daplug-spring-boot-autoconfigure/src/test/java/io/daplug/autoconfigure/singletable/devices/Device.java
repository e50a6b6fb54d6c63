package io.daplug.autoconfigure.singletable.devices;

import io.daplug.singletable.ItemType;

@ItemType
public record Device(String deviceId, String model) implements DeviceItem {

}
