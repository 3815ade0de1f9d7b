package io.towersense.agent.outbox;

import java.util.List;
import java.util.stream.Stream;

/** The tables of one open file. */
record Tables(BooksTable books, StateTable states, ReadingTable readings, MessageTable messages, GapTable gaps) {
    /** Every statement that the outbox runs on its tables. */
    static final List<String> STATEMENTS = Stream.of(
                    BooksTable.STATEMENTS,
                    StateTable.STATEMENTS,
                    ReadingTable.STATEMENTS,
                    MessageTable.STATEMENTS,
                    GapTable.STATEMENTS)
            .flatMap(List::stream)
            .toList();

    static Tables of(Database database) {
        return new Tables(
                new BooksTable(database),
                new StateTable(database),
                new ReadingTable(database),
                new MessageTable(database),
                new GapTable(database));
    }
}
