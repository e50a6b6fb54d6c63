package io.daplug.sample;

/**
 * What the table {@code devices} keeps of a device of the warehouse: the device, its
 * commands and its log, all in one item collection.
 */
sealed interface DeviceItem permits Device, DeviceCommand, DeviceLog {

	String deviceId();

}
