package io.daplug.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.table.admin.TableDifference;
import io.daplug.table.admin.TableMismatchException;
import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.DataAccessException;

/**
 * Creates tables before their templates are made, and holds them against what is declared
 * when all templates are there, before anything is served: several at once, and what
 * differs is told of all of them together. A template that is made later, since it is
 * lazy, has its table checked then.
 */
final class TableStart implements TablePreparation, SmartInitializingSingleton {

	/** Requests that are under way at the same time at most. */
	private static final int CONCURRENCY = 8;

	private final TablePreparation creation;

	private final @Nullable Function<TableDefinition, List<TableDifference>> check;

	private final TaskExecutorFactory executors;

	private final List<TableDefinition> waiting = new ArrayList<>();

	private boolean started;

	/**
	 * Creates what prepares tables.
	 * @param creation creates them, or does not
	 * @param check what of them is compared
	 * @param administrator compares them
	 * @param executors create the executor on which they are compared
	 */
	TableStart(TablePreparation creation, DaplugProperties.CheckTables check, TableAdministrator administrator,
			TaskExecutorFactory executors) {
		this.creation = creation;
		this.check = switch (check) {
			case NONE -> null;
			case EXISTS -> administrator::checkExists;
			case SHAPE -> administrator::checkShape;
		};
		this.executors = executors;
	}

	@Override
	public void prepare(TableDefinition table) {
		this.creation.prepare(table);
		if (this.check != null && !waits(table)) {
			requireNone(Map.of(table, checked(table, this.check)));
		}
	}

	private synchronized boolean waits(TableDefinition table) {
		return !this.started && this.waiting.add(table);
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<TableDefinition> tables = begin();
		if (this.check == null || tables.isEmpty()) {
			return;
		}
		Map<TableDefinition, List<TableDifference>> differences = new LinkedHashMap<>();
		Map<TableDefinition, Future<List<TableDifference>>> answers = new LinkedHashMap<>();
		try (SimpleAsyncTaskExecutor executor = this.executors.create("daplug-table-check-",
				Math.min(CONCURRENCY, tables.size()))) {
			Function<TableDefinition, List<TableDifference>> compare = this.check;
			tables.forEach((table) -> answers.put(table, executor.submit(() -> checked(table, compare))));
			answers.forEach((table, answer) -> differences.put(table, get(answer)));
		}
		requireNone(differences);
	}

	private synchronized List<TableDefinition> begin() {
		this.started = true;
		return List.copyOf(this.waiting);
	}

	private static void requireNone(Map<TableDefinition, List<TableDifference>> differences) {
		Map<TableDefinition, List<TableDifference>> found = new LinkedHashMap<>(differences);
		found.values().removeIf(List::isEmpty);
		if (!found.isEmpty()) {
			throw new TableMismatchException(found);
		}
	}

	private static List<TableDifference> checked(TableDefinition table,
			Function<TableDefinition, List<TableDifference>> check) {
		try {
			return check.apply(table);
		}
		catch (DataAccessException ex) {
			if (ex.getCause() instanceof AwsServiceException answer && answer.awsErrorDetails() != null
					&& "AccessDeniedException".equals(answer.awsErrorDetails().errorCode())) {
				throw forbidden(table, ex);
			}
			throw ex;
		}
	}

	private static DaplugConfigurationException forbidden(TableDefinition table, DataAccessException ex) {
		return new DaplugConfigurationException("daplug.check-tables",
				"table '%s' must not be looked at: %s".formatted(table.name(), ex.getMessage()),
				"Allow the actions dynamodb:DescribeTable and, for '%s', dynamodb:DescribeTimeToLive on table '%s', or set 'daplug.check-tables' to none."
					.formatted(PropertyPath.ofTable(table.name(), "time-to-live"), table.tableName()));
	}

	private static List<TableDifference> get(Future<List<TableDifference>> answer) {
		try {
			return answer.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The start was interrupted while tables were checked", ex);
		}
	}

}
