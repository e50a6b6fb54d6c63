package io.daplug.stream.lambda;

import java.util.Set;

import io.daplug.stream.ChangeSource;
import io.daplug.stream.DeliveryGuarantee;

/**
 * Stands for Lambda, which feeds the listeners of some tables by calling the function:
 * nothing else in the function feeds them.
 */
public final class LambdaChangeSource implements ChangeSource {

	private final Set<String> tables;

	private volatile boolean running;

	/**
	 * Creates the source.
	 * @param tables the tables whose streams call the function
	 */
	public LambdaChangeSource(LambdaTables tables) {
		this.tables = tables.names();
	}

	@Override
	public String name() {
		return "lambda";
	}

	@Override
	public DeliveryGuarantee guarantee() {
		return DeliveryGuarantee.AT_LEAST_ONCE;
	}

	@Override
	public Set<String> tables() {
		return this.tables;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public String toString() {
		return "LambdaChangeSource" + this.tables;
	}

}
