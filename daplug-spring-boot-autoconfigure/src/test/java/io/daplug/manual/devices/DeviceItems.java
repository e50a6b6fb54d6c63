package io.daplug.manual.devices;

import java.time.Instant;

import io.daplug.singletable.ItemType;
import io.daplug.singletable.Key;

/**
 * The types of items that share the table of the manual's devices.
 */
final class DeviceItems {

	private DeviceItems() {
	}

	// tag::single-table-types
	sealed interface DeviceItem permits Device, Command, LogEntry {

		String deviceId();

	}

	@ItemType
	record Device(String deviceId, String site, String kind, String name) implements DeviceItem {

	}

	@ItemType(hashKey = @Key(value = "deviceId", prefixOf = Device.class), rangeKey = @Key("sentAt"))
	record Command(String deviceId, Instant sentAt, String order, State state) implements DeviceItem {

		enum State {

			OPEN, DONE

		}

	}

	@ItemType(hashKey = @Key(value = "deviceId", prefixOf = Device.class),
			rangeKey = @Key(value = { "writtenAt", "line" }, digits = 4))
	record LogEntry(String deviceId, Instant writtenAt, int line, String text) implements DeviceItem {

	}
	// end::single-table-types

}
