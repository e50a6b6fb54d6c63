package io.daplug.sns;

import org.junit.jupiter.api.AfterEach;

/**
 * The contract of publishing against a stub.
 */
class SnsStubTests extends SnsContract {

	private final SnsBackend backend = SnsBackend.stub();

	@Override
	SnsBackend backend() {
		return this.backend;
	}

	@AfterEach
	void stop() {
		this.backend.close();
	}

}
