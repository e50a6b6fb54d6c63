package io.daplug.dynamodb;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the capacity units of the writes of a thread, and of the reads that they need,
 * as DynamoDB answers them. What DynamoDB refuses for a condition costs units too, and is
 * not counted: no answer tells.
 */
public final class CapacityMeter {

	private static final ThreadLocal<@Nullable CapacityMeter> CURRENT = new ThreadLocal<>();

	private double units;

	private CapacityMeter() {
	}

	/**
	 * Measures what this thread does.
	 * @param action what it does
	 * @return the capacity units that it used
	 */
	public static double of(Runnable action) {
		CapacityMeter outer = CURRENT.get();
		CapacityMeter meter = new CapacityMeter();
		CURRENT.set(meter);
		try {
			action.run();
		}
		finally {
			if (outer != null) {
				outer.units += meter.units;
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		}
		return meter.units;
	}

	/** Asks DynamoDB what a request uses, if this thread is measured. */
	static SdkRequest asked(SdkRequest request) {
		if (CURRENT.get() == null) {
			return request;
		}
		ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
		if (request instanceof PutItemRequest put) {
			return put.toBuilder().returnConsumedCapacity(total).build();
		}
		if (request instanceof UpdateItemRequest update) {
			return update.toBuilder().returnConsumedCapacity(total).build();
		}
		if (request instanceof DeleteItemRequest delete) {
			return delete.toBuilder().returnConsumedCapacity(total).build();
		}
		if (request instanceof BatchWriteItemRequest batch) {
			return batch.toBuilder().returnConsumedCapacity(total).build();
		}
		if (request instanceof TransactWriteItemsRequest transaction) {
			return transaction.toBuilder().returnConsumedCapacity(total).build();
		}
		return (request instanceof GetItemRequest get) ? get.toBuilder().returnConsumedCapacity(total).build()
				: request;
	}

	/** Counts what a request used. */
	static void answered(SdkResponse response) {
		CapacityMeter meter = CURRENT.get();
		if (meter != null) {
			meter.units += units(response);
		}
	}

	private static double units(SdkResponse response) {
		if (response instanceof PutItemResponse put) {
			return units(put.consumedCapacity());
		}
		if (response instanceof UpdateItemResponse update) {
			return units(update.consumedCapacity());
		}
		if (response instanceof DeleteItemResponse delete) {
			return units(delete.consumedCapacity());
		}
		if (response instanceof GetItemResponse get) {
			return units(get.consumedCapacity());
		}
		if (response instanceof BatchWriteItemResponse batch) {
			return units(batch.consumedCapacity());
		}
		return (response instanceof TransactWriteItemsResponse transaction) ? units(transaction.consumedCapacity()) : 0;
	}

	private static double units(List<ConsumedCapacity> consumed) {
		return consumed.stream().mapToDouble(CapacityMeter::units).sum();
	}

	private static double units(@Nullable ConsumedCapacity consumed) {
		return (consumed != null && consumed.capacityUnits() != null) ? consumed.capacityUnits() : 0;
	}

}
