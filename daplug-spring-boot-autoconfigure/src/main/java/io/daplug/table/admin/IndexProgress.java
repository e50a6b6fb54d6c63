package io.daplug.table.admin;

import software.amazon.awssdk.services.dynamodb.model.IndexStatus;

/**
 * How far a global index is.
 *
 * @param status its status
 * @param backfilling whether the items that were there before it are being added to it
 */
public record IndexProgress(IndexStatus status, boolean backfilling) {

}
