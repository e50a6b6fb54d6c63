package io.daplug.benchmarks;

import java.util.function.Supplier;

import io.daplug.item.ItemKey;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One get, from the key to the item as the caller wants it. A get is not mapped, so it is
 * the same with and without validation.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class GetBenchmark {

	/** Size of the item. */
	@Param
	public Size size;

	/** Who makes the call. */
	@Param({ "ENHANCED_BEAN", "LOW_LEVEL_MAP", "DAPLUG_MAP", "LOW_LEVEL_RECORD", "DAPLUG_RECORD" })
	public Contender contender;

	private Supplier<?> call;

	/**
	 * Makes the stored item and the contender.
	 */
	@Setup
	public void setUp() {
		DynamoDbClient client = Setting
			.clientForReads(HandWritten.of(this.size).fromMap(Setting.map(this.size.item(Setting.ID))));
		LowLevelTable<?> lowLevel = LowLevelTable.of(client, this.size);
		EnhancedTable<?> enhanced = EnhancedTable.of(client, this.size);
		DaplugTemplate template = Setting.template(client, this.size, Validation.STRICT);
		Class<?> type = this.size.type();
		this.call = switch (this.contender) {
			case ENHANCED_BEAN -> enhanced::get;
			case LOW_LEVEL_MAP -> lowLevel::getMap;
			case LOW_LEVEL_RECORD -> lowLevel::getRecord;
			case DAPLUG_MAP, DAPLUG_STRICT_MAP -> () -> template.get(ItemKey.of(Setting.ID)).orElseThrow();
			case DAPLUG_RECORD, DAPLUG_STRICT_RECORD -> () -> template.get(ItemKey.of(Setting.ID), type).orElseThrow();
		};
		Warmup.run(this.call, this.size);
	}

	/**
	 * Gets the item.
	 * @return the item
	 */
	@Benchmark
	public Object get() {
		return this.call.get();
	}

}
