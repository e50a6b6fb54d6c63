package io.daplug.autoconfigure.singletable.devices;

import io.daplug.singletable.ItemType;
import io.daplug.singletable.Key;

@ItemType(table = "things", hashKey = @Key(prefixOf = Device.class), rangeKey = @Key("number"))
public record Command(String deviceId, int number, String name) implements DeviceItem {

}
