package io.daplug.benchmarks;

import java.util.Map;
import java.util.function.Supplier;

import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One insert, from the caller's item to the answer.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class InsertBenchmark {

	/** Size of the item. */
	@Param
	public Size size;

	/** Who makes the call. */
	@Param
	public Contender contender;

	private Supplier<?> call;

	/**
	 * Makes the item and the contender.
	 */
	@Setup
	public void setUp() {
		DynamoDbClient client = Setting.clientForWrites();
		Object item = this.size.item(Setting.ID);
		Map<String, Object> map = Setting.map(item);
		LowLevelTable<?> lowLevel = LowLevelTable.of(client, this.size);
		EnhancedTable<?> enhanced = EnhancedTable.of(client, this.size);
		DaplugTemplate unchecked = Setting.template(client, this.size, Validation.NONE);
		DaplugTemplate strict = Setting.template(client, this.size, Validation.STRICT);
		this.call = switch (this.contender) {
			case ENHANCED_BEAN -> enhanced::insert;
			case LOW_LEVEL_MAP -> () -> lowLevel.insertMap(map);
			case LOW_LEVEL_RECORD -> () -> lowLevel.insertRecord(item);
			case DAPLUG_MAP -> () -> unchecked.insert(map);
			case DAPLUG_RECORD -> () -> unchecked.insert(item);
			case DAPLUG_STRICT_MAP -> () -> strict.insert(map);
			case DAPLUG_STRICT_RECORD -> () -> strict.insert(item);
		};
		Warmup.run(this.call, this.size);
	}

	/**
	 * Inserts the item.
	 * @return the item
	 */
	@Benchmark
	public Object insert() {
		return this.call.get();
	}

}
