package io.daplug.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.daplug.item.ItemKey;
import io.daplug.template.ItemOperations;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Puts devices into the warehouse, with some commands and a log each, unless they are
 * there already.
 */
@Component
@ConditionalOnBooleanProperty("sample.load-orders")
final class SampleDevices implements ApplicationRunner {

	private static final Instant MORNING = Instant.parse("2026-11-27T06:00:00Z");

	private static final List<String> COMMANDS = List.of("start", "print o-1298", "print o-1299", "print o-1300");

	private final ItemOperations<Device> devices;

	private final ItemOperations<DeviceCommand> commands;

	private final ItemOperations<DeviceLog> log;

	SampleDevices(ItemOperations<Device> devices, ItemOperations<DeviceCommand> commands,
			ItemOperations<DeviceLog> log) {
		this.devices = devices;
		this.commands = commands;
		this.log = log;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		for (Device device : List.of(new Device("printer-1", "Label printer", "Hall 1", COMMANDS.size()),
				new Device("printer-2", "Label printer", "Hall 2", COMMANDS.size()))) {
			if (!this.devices.exists(ItemKey.of(device.deviceId()))) {
				load(device);
			}
		}
	}

	private void load(Device device) {
		List<DeviceCommand> commands = new ArrayList<>();
		List<DeviceLog> log = new ArrayList<>();
		Instant time = MORNING;
		for (String command : COMMANDS) {
			commands.add(new DeviceCommand(device.deviceId(), time, command));
			log.add(new DeviceLog(device.deviceId(), time.plusMillis(250), command + ": done"));
			time = time.plus(Duration.ofMinutes(20));
		}
		this.commands.batchOverwrite(commands).requireComplete();
		this.log.batchOverwrite(log).requireComplete();
		this.devices.insert(device);
	}

}
