package io.daplug.sample;

import io.daplug.item.ItemKey;
import io.daplug.singletable.SingleTableOperations;
import io.daplug.singletable.SingleTableReport;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the devices of the warehouse, whose commands and logs share a table with
 * them.
 */
@OrderServiceTest
class DeviceTests {

	private final RestTestClient client;

	DeviceTests(@Autowired RestTestClient client) {
		this.client = client;
	}

	@Test
	void readsADeviceWithItsCommandsAndLogByOneRequest() {
		DeviceView view = view("printer-2");
		assertThat(view.device()).isEqualTo(new Device("printer-2", "Label printer", "Hall 2", 4));
		assertThat(view.commands()).extracting(DeviceCommand::command)
			.containsExactly("start", "print o-1298", "print o-1299", "print o-1300");
		assertThat(view.log()).extracting(DeviceLog::text).hasSize(4).startsWith("start: done");
		assertThat(view.requests()).isEqualTo(1);
	}

	@Test
	void sendsACommandAndCountsItWithTheDevice() {
		DeviceView before = view("printer-1");
		send("printer-1", "{\"command\": \"stop\"}").expectStatus()
			.isCreated()
			.expectBody()
			.jsonPath("$.sentAt")
			.isNotEmpty();
		DeviceView after = view("printer-1");
		assertThat(after.device().commands()).isEqualTo(before.device().commands() + 1);
		assertThat(after.commands()).hasSize(before.commands().size() + 1)
			.last()
			.returns("stop", DeviceCommand::command);
		assertThat(after.requests()).isEqualTo(1);
	}

	@Test
	void sendsNothingToADeviceThatIsNotThere(@Autowired ItemOperations<DeviceCommand> commands) {
		send("printer-9", "{\"command\": \"stop\"}").expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(commands.query((query) -> query.hashKey("printer-9")).list()).isEmpty();
		this.client.get().uri("/devices/printer-9").exchange().expectStatus().isNotFound();
	}

	@Test
	void holdsCommandsAgainstTheSchema() {
		int before = view("printer-2").commands().size();
		send("printer-2", "{\"command\": \"\"}").expectStatus().isBadRequest();
		assertThat(view("printer-2").commands()).hasSize(before);
	}

	@Test
	void reportsTheTypesAsTheyAreCheckedIn(@Autowired SingleTableOperations table) throws Exception {
		assertThat(SingleTableReport.of(table.definition()).markdown())
			.isEqualTo(new ClassPathResource("devices.md").getContentAsString(UTF_8));
	}

	@Test
	void leavesDevicesAloneThatAreThereAlready(@Autowired SampleDevices samples,
			@Autowired ItemOperations<Device> devices) {
		Device changed = devices.change(ItemKey.of("printer-1"), (device) -> device.set("place", "Hall 3"));
		samples.run(new DefaultApplicationArguments());
		assertThat(devices.get(ItemKey.of("printer-1"))).contains(changed);
	}

	private DeviceView view(String deviceId) {
		DeviceView view = this.client.get()
			.uri("/devices/{id}", deviceId)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(DeviceView.class)
			.getResponseBody();
		assertThat(view).isNotNull();
		return view;
	}

	private RestTestClient.ResponseSpec send(String deviceId, String command) {
		return this.client.post()
			.uri("/devices/{id}/commands", deviceId)
			.contentType(MediaType.APPLICATION_JSON)
			.body(command)
			.exchange();
	}

}
