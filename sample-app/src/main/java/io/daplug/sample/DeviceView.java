package io.daplug.sample;

import java.util.List;

/**
 * A device with all that is kept of it.
 *
 * @param device the device
 * @param commands its commands, the first one first
 * @param log its log, the first line first
 * @param requests how many requests to DynamoDB it took to read all of that
 */
record DeviceView(Device device, List<DeviceCommand> commands, List<DeviceLog> log, int requests) {

}
