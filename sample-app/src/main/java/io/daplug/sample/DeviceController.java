package io.daplug.sample;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import io.daplug.item.ItemKey;
import io.daplug.singletable.ItemCollection;
import io.daplug.singletable.SingleTableOperations;
import io.daplug.template.ItemOperations;
import io.daplug.template.ItemTransactionOperations;
import io.daplug.template.model.ItemNotFoundException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the devices of the warehouse, and sends them commands.
 */
@RestController
final class DeviceController {

	private final SingleTableOperations table;

	private final ItemOperations<Device> devices;

	private final ItemOperations<DeviceCommand> commands;

	private final ItemTransactionOperations transactions;

	private final Clock clock = Clock.systemUTC();

	DeviceController(SingleTableOperations table, ItemOperations<Device> devices,
			ItemOperations<DeviceCommand> commands, ItemTransactionOperations transactions) {
		this.table = table;
		this.devices = devices;
		this.commands = commands;
		this.transactions = transactions;
	}

	/** Reads the device, its commands and its log together, by one query. */
	@GetMapping("/devices/{deviceId}")
	DeviceView get(@PathVariable String deviceId) {
		try (RequestCount.Counting counting = RequestCount.begin()) {
			ItemCollection collection = this.table.collection(deviceId);
			Device device = collection.item(Device.class).orElseThrow(() -> notFound(deviceId));
			return new DeviceView(device, collection.items(DeviceCommand.class), collection.items(DeviceLog.class),
					counting.requests());
		}
	}

	private static ItemNotFoundException notFound(String deviceId) {
		return new ItemNotFoundException("There is no device '%s'".formatted(deviceId), "devices", null);
	}

	/** Stores the command and counts it with the device, both or nothing. */
	@PostMapping("/devices/{deviceId}/commands")
	@ResponseStatus(HttpStatus.CREATED)
	DeviceCommand send(@PathVariable String deviceId, @RequestBody Request request) {
		DeviceCommand command = new DeviceCommand(deviceId, this.clock.instant(), request.command());
		this.transactions
			.write((tx) -> tx.change(this.devices, ItemKey.of(deviceId), (device) -> device.add("commands", 1))
				.insert(this.commands, command));
		return command;
	}

	/**
	 * What a device is asked to do.
	 *
	 * @param command the command
	 */
	record Request(String command) {

	}

}
