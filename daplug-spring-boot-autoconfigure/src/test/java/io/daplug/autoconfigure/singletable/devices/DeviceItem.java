package io.daplug.autoconfigure.singletable.devices;

/**
 * All items of a device.
 */
public sealed interface DeviceItem permits Device, Command {

	String deviceId();

}
