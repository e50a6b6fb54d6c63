package io.daplug.mirror.verify;

import java.util.Map;
import java.util.function.BooleanSupplier;

import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.scan.MirrorTables;
import io.daplug.task.TaskExecutorFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Compares destinations with their sources. First the keys of all copies are read, then
 * all items and their copies. What has no item is looked for among the keys that are
 * left.
 */
public final class Verifications {

	/** These take 64 MB, and twice as much at the moments at which the set is rebuilt. */
	private static final int KEYS_AT_ONCE = 4_000_000;

	private final MirrorTables tables;

	private final TaskExecutorFactory executors;

	private final int keysAtOnce;

	public Verifications(MirrorTables tables, TaskExecutorFactory executors) {
		this(tables, executors, KEYS_AT_ONCE);
	}

	Verifications(MirrorTables tables, TaskExecutorFactory executors, int keysAtOnce) {
		this.tables = tables;
		this.executors = executors;
		this.keysAtOnce = keysAtOnce;
	}

	/**
	 * Compares, and repairs where that is asked for.
	 * @param mirror the mirror's name
	 * @param options how
	 * @param stopped whether to end before the end
	 */
	public MirrorReport verify(String mirror, VerifyOptions options, BooleanSupplier stopped) {
		VerifyContext context = new VerifyContext(this.tables, mirror, options, this.executors, stopped);
		int parts = compare(context);
		for (int part = 1; part < parts; part++) {
			searchSurplus(context, part, parts);
		}
		return context.tally().report(mirror);
	}

	/**
	 * Compares all items with their copies, and looks for what has no item in the first
	 * part of the keys. Returns how many parts there are.
	 */
	private int compare(VerifyContext context) {
		KeyFingerprints keys = keys(context, 0, 1);
		context.scan(context.source().items(), () -> new SourcePass(context, keys));
		new SurplusSearch(context, keys).search();
		return keys.parts();
	}

	private void searchSurplus(VerifyContext context, int part, int parts) {
		KeyFingerprints keys = keys(context, part, parts);
		context.scan(context.source().items(), VerifyContext.SegmentHandler.each((item) -> {
			Map<String, AttributeValue> key = Wanted.keyOf(item, context);
			if (key != null) {
				keys.remove(KeyFingerprints.of(key));
			}
		}));
		new SurplusSearch(context, keys).search();
	}

	private KeyFingerprints keys(VerifyContext context, int part, int parts) {
		KeyFingerprints keys = new KeyFingerprints(this.keysAtOnce, part, parts);
		context.scan(context.destination(), VerifyContext.SegmentHandler
			.each((copy) -> keys.add(KeyFingerprints.of(context.destination().keyAttributes(copy)))));
		return keys;
	}

}
