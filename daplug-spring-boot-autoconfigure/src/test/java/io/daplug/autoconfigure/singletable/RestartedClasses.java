package io.daplug.autoconfigure.singletable;

import org.springframework.core.OverridingClassLoader;

/**
 * Loads the classes of a package once more, as DevTools does after a change.
 */
final class RestartedClasses extends OverridingClassLoader {

	private final String restarted;

	RestartedClasses(String restarted) {
		super(RestartedClasses.class.getClassLoader());
		this.restarted = restarted;
	}

	@Override
	protected boolean isEligibleForOverriding(String className) {
		return className.startsWith(this.restarted + ".");
	}

}
