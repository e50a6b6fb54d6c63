package io.daplug.actuate;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.actuate.DaplugMirrorsDescriptor.Check;
import io.daplug.actuate.DaplugMirrorsDescriptor.CheckState;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorOperations;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Compares tables beside the calls that ask for it, one at a time for each mirror, and
 * remembers what was found last. A comparison ends with the application context, as
 * {@link MirrorOperations#verify} does.
 */
final class MirrorChecks {

	private static final Log logger = LogFactory.getLog(MirrorChecks.class);

	private final MirrorOperations operations;

	private final TaskExecutorFactory executors;

	private final Clock clock;

	private final Map<String, Check> last = new ConcurrentHashMap<>();

	MirrorChecks(MirrorOperations operations, TaskExecutorFactory executors, Clock clock) {
		this.operations = operations;
		this.executors = executors;
		this.clock = clock;
	}

	@Nullable Check last(String mirror) {
		return this.last.get(mirror);
	}

	/** Begins, and returns at once. */
	void begin(String mirror, MirrorAction action, MirrorSettings settings) {
		Check begun = Check.begun(action, this.clock.instant());
		this.last.compute(mirror, (name, before) -> {
			if (before != null && before.state() == CheckState.RUNNING) {
				throw new InvalidMirrorOperationException(
						"The tables of mirror '%s' are being compared already, by this instance".formatted(name));
			}
			return begun;
		});
		SimpleAsyncTaskExecutor thread = this.executors.createForWorkers("daplug-verify-", 1);
		thread.execute(() -> {
			try {
				carryOut(mirror, begun, settings);
			}
			finally {
				thread.close();
			}
		});
	}

	private void carryOut(String mirror, Check begun, MirrorSettings settings) {
		Check ended = begun.failed(Error.class.getName(), this.clock.instant());
		try {
			ended = begun.ended(this.operations.verify(mirror, (options) -> {
				settings.set(options);
				options.repair(begun.action() == MirrorAction.REPAIR);
			}), this.clock.instant());
		}
		catch (InvalidMirrorOperationException ex) {
			ended = begun.failed(String.valueOf(ex.getMessage()), this.clock.instant());
		}
		catch (RuntimeException ex) {
			LoggableFailure.log(logger, "The tables of mirror '%s' could not be compared".formatted(mirror), ex);
			ended = begun.failed(ex.getClass().getName(), this.clock.instant());
		}
		finally {
			this.last.put(mirror, ended);
		}
	}

}
