package io.daplug.conformance;

/**
 * Cases in which both idempotence modes are on, and the reference refuses a value that
 * differs from the stored one. That leaves nothing of the mode that lets the latest value
 * win, which both together mean here (decision D11).
 */
final class BothModes {

	private static final String REFUSAL = "idempotence-changed";

	private BothModes() {
	}

	static boolean occursIn(ConformanceCase candidate) {
		Arguments options = new Arguments(candidate.adapter());
		return options.truthy("raise_idempotence_error") && options.truthy("idempotence_use_latest")
				&& candidate.steps().stream().anyMatch((step) -> step.expectsError(REFUSAL));
	}

}
