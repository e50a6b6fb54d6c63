package io.daplug.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.daplug.singletable.ItemType;
import io.daplug.singletable.Key;

/**
 * An item of the collection of one device: four types that share a table.
 */
sealed interface DeviceItem {

	/** The device whose collection it is. */
	String DEVICE = "7c0f3c52-8d6e-4f0a-b6f1-2f1f0f3f7a11";

	/** How much it counts, so that whoever reads it has looked at it. */
	int weight();

	/**
	 * A device.
	 *
	 * @param deviceId its id
	 * @param name what it is called
	 * @param model what it is
	 * @param firmware what it runs
	 * @param site where it is
	 * @param online whether it can be reached
	 * @param weight how much it counts
	 */
	@ItemType(table = Setting.TABLE)
	record Device(String deviceId, String name, String model, String firmware, String site, boolean online,
			int weight) implements DeviceItem {

	}

	/**
	 * Something that the device is to do.
	 *
	 * @param deviceId the device
	 * @param commandId its id
	 * @param kind what is to be done
	 * @param state how far it is
	 * @param issuedAt when it was given
	 * @param issuedBy who gave it
	 * @param attempts how often it was sent
	 * @param priority how urgent it is
	 * @param payload what goes with it
	 * @param urgent whether it goes before others
	 */
	@ItemType(table = Setting.TABLE, hashKey = @Key(prefixOf = Device.class), rangeKey = @Key("commandId"))
	record Command(String deviceId, String commandId, String kind, String state, String issuedAt, String issuedBy,
			int attempts, int priority, String payload, boolean urgent) implements DeviceItem {

		@Override
		public int weight() {
			return this.priority;
		}

	}

	/**
	 * A line of the device's log.
	 *
	 * @param deviceId the device
	 * @param at when it was written
	 * @param level how bad it is
	 * @param text what it says
	 * @param weight how much it counts
	 */
	@ItemType(table = Setting.TABLE, hashKey = @Key(prefixOf = Device.class), rangeKey = @Key("at"))
	record Log(String deviceId, String at, String level, String text, int weight) implements DeviceItem {

	}

	/**
	 * An alarm of the device.
	 *
	 * @param deviceId the device
	 * @param alarmId its id
	 * @param severity how bad it is
	 * @param raisedAt when it was raised
	 * @param value what was measured
	 * @param acknowledged whether somebody looked
	 * @param weight how much it counts
	 */
	@ItemType(table = Setting.TABLE, hashKey = @Key(prefixOf = Device.class), rangeKey = @Key("alarmId"))
	record Alarm(String deviceId, String alarmId, String severity, String raisedAt, BigDecimal value,
			boolean acknowledged, int weight) implements DeviceItem {

	}

	static Command command(int number) {
		return new Command(DEVICE, "186a3ca1-f1df-4975-a9dd-%012d".formatted(number), "REBOOT", "PENDING",
				"2026-11-27T10:15:30.123456789Z", "ada@example.org", number % 3, 1 + number % 9,
				"after the next full hour, unless somebody is logged in", number % 2 == 0);
	}

	/** The device, and for each ten items four commands, four lines, and two alarms. */
	static List<DeviceItem> collection(int items) {
		List<DeviceItem> collection = new ArrayList<>();
		collection.add(new Device(DEVICE, "Gate 12", "G-4", "4.2.1", "Oslo", true, 1));
		for (int i = 1; i < items; i++) {
			collection.add(switch (i % 5) {
				case 0, 1 -> command(i);
				case 2, 3 -> new Log(DEVICE, "2026-11-27T10:%02d:%02d.000000000Z".formatted(i / 60 % 60, i % 60) + i,
						"INFO", "The gate was opened by card 4711 and closed after eight seconds", 2);
				default -> new Alarm(DEVICE, "alarm-%06d".formatted(i), "MINOR", "2026-11-27T10:15:30.123456789Z",
						new BigDecimal("21.5"), false, 3);
			});
		}
		return collection;
	}

}
