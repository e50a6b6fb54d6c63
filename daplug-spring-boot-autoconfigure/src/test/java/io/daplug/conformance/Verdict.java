package io.daplug.conformance;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param kind how it ended
 * @param details where we differ from the reference, or what cannot be expressed
 * @param decision the decision that makes the difference ours; null if none does, or the
 * corpus says so itself
 * @param cause what nobody expected; null if nothing
 */
record Verdict(Kind kind, List<String> details, @Nullable Decision decision, @Nullable Throwable cause) {

	/** How a case can end. */
	enum Kind {

		/** We are like the reference. */
		PASSED,

		/** We are not, and nothing says why. */
		FAILED,

		/** We are like the reference, which is wrong or not what we decided. */
		QUIRK_ALIKE,

		/** We differ where the reference is wrong, or on purpose. */
		QUIRK_DIFFERENT,

		/** The typed API has no way to say what the case says. */
		NOT_EXPRESSIBLE

	}

	/**
	 * Runs a case.
	 * @param conformanceCase the case
	 * @return what became of it, whatever happened
	 */
	static Verdict of(ConformanceCase conformanceCase) {
		try {
			return of(conformanceCase, differences(conformanceCase));
		}
		catch (NotExpressibleException ex) {
			return new Verdict(Kind.NOT_EXPRESSIBLE, List.of(ex.argument()), null, null);
		}
		// A stack that overflows tells of one case only, like any exception.
		catch (RuntimeException | AssertionError | StackOverflowError ex) {
			return new Verdict(Kind.FAILED, List.of(ex.toString()), null, ex);
		}
	}

	private static List<String> differences(ConformanceCase conformanceCase) {
		if (conformanceCase.ofStream()) {
			return new StreamCaseRunner(conformanceCase).run();
		}
		if (conformanceCase.ofItems()) {
			return new ItemsCaseRunner(conformanceCase).run();
		}
		return conformanceCase.ofTableManager() ? new ManagerCaseRunner(conformanceCase).run()
				: new CaseRunner(conformanceCase).run();
	}

	private static Verdict of(ConformanceCase conformanceCase, List<String> differences) {
		if (conformanceCase.quirk()) {
			Kind kind = differences.isEmpty() ? Kind.QUIRK_ALIKE : Kind.QUIRK_DIFFERENT;
			return new Verdict(kind, differences, null, null);
		}
		if (differences.isEmpty()) {
			return new Verdict(Kind.PASSED, differences, null, null);
		}
		Optional<Decision> decision = Decision.of(conformanceCase);
		return new Verdict(decision.isPresent() ? Kind.QUIRK_DIFFERENT : Kind.FAILED, differences,
				decision.orElse(null), null);
	}

}
