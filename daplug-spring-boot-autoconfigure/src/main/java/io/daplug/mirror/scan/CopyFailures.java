package io.daplug.mirror.scan;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.item.ItemConversionException;
import io.daplug.mirror.UnknownCopyException;
import io.daplug.template.batch.IncompleteBatchException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Tells what a failure to copy an item means for the others.
 */
public final class CopyFailures {

	private CopyFailures() {
	}

	/** Whether another attempt may do better. */
	public static boolean pass(Exception cause) {
		return cause instanceof TransientDataAccessException || cause instanceof IncompleteBatchException;
	}

	/** Whether the item, or what is made of it, is at fault, and other items are not. */
	public static boolean isOfItem(Exception cause) {
		if (cause instanceof InterruptedException || cause.getCause() instanceof Error) {
			return false;
		}
		if (cause instanceof DynamoDbAccessException) {
			return cause.getCause() instanceof AwsServiceException answer && answer.awsErrorDetails() != null
					&& "ValidationException".equals(answer.awsErrorDetails().errorCode());
		}
		return !(cause instanceof DataAccessException) || cause instanceof DataIntegrityViolationException
				|| cause instanceof InvalidDataAccessApiUsageException || cause instanceof ItemConversionException
				|| cause instanceof UnknownCopyException;
	}

}
