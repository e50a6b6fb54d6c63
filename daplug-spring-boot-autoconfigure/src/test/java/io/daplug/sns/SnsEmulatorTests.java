package io.daplug.sns;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The contract of publishing against an emulator that delivers, where there is Node.
 */
@EnabledIf(value = "io.daplug.sns.SnsEmulator#available", disabledReason = "Node 20 or newer and npm are not there")
class SnsEmulatorTests extends SnsDeliveryContract {

	@SuppressWarnings("NullAway.Init")
	private static SnsEmulator emulator;

	@SuppressWarnings("NullAway.Init")
	private static SnsBackend backend;

	@BeforeAll
	static void start() {
		emulator = SnsEmulator.start();
		backend = SnsBackend.at(emulator.uri(), "us-east-1", "key", "secret");
	}

	@AfterAll
	static void stop() {
		backend.close();
		emulator.close();
	}

	@Override
	SnsBackend backend() {
		return backend;
	}

}
