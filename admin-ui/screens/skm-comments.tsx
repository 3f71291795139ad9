import { Check, EyeOff } from 'lucide';
import type { JSX } from 'preact';
import type { CommentState, HiddenReason, SurveyComment } from '../../contract/survey-comments.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { dayAfter } from '../opening-days.ts';
import { figure } from '../report-numbers.ts';
import { periodWords } from '../report-words.ts';
import { commentReplyLengthMax, hiddenReasons, type CommentList } from '../skm-comments.ts';
import type { SkmPage } from '../skm-page.ts';
import { skmText as s } from '../skm-texts.ts';

const states: readonly CommentState[] = ['all', 'new', 'acted', 'hidden'];

function HideForm({ list, id }: { readonly list: CommentList; readonly id: string }): JSX.Element {
  return (
    <div class="skm-form" role="group" aria-label={s('hideWhy')}>
      <p>{s('hideWhy')}</p>
      {hiddenReasons.map(reason => (
        <button
          key={reason}
          type="button"
          class="report-key"
          data-testid={`hide-${reason}`}
          onClick={() => void list.hide(id, reason)}
        >
          {s(reason)}
        </button>
      ))}
      <button type="button" class="report-link" onClick={() => (list.moderating.value = null)}>
        {s('cancel')}
      </button>
    </div>
  );
}

function ReplyForm(props: {
  readonly list: CommentList;
  readonly id: string;
  readonly text: string;
}): JSX.Element {
  const { list, id, text } = props;
  return (
    <form
      class="skm-form"
      onSubmit={event => {
        event.preventDefault();
        void list.reply(id, text);
      }}
    >
      <label>
        {s('replyLabel')}
        <input
          type="text"
          value={text}
          maxLength={commentReplyLengthMax}
          autocomplete="off"
          data-testid="comment-reply"
          onInput={event => {
            list.moderating.value = { id, what: 'reply', text: event.currentTarget.value };
          }}
        />
      </label>
      <button
        type="submit"
        class="report-key"
        disabled={text.trim() === ''}
        data-testid="comment-save"
      >
        {s('save')}
      </button>
      <button type="button" class="report-link" onClick={() => (list.moderating.value = null)}>
        {s('cancel')}
      </button>
    </form>
  );
}

function Keys(props: { readonly list: CommentList; readonly comment: SurveyComment }): JSX.Element {
  const { list, comment } = props;
  const { id, hidden, reply } = comment;
  return (
    <p class="skm-comment-keys">
      {hidden === null ? (
        <>
          <button
            type="button"
            class="report-link"
            data-testid="comment-answer"
            onClick={() => (list.moderating.value = { id, what: 'reply', text: reply ?? '' })}
          >
            {s(reply === null ? 'reply' : 'replyChange')}
          </button>
          <button
            type="button"
            class="report-link"
            data-testid="comment-hide"
            onClick={() => (list.moderating.value = { id, what: 'hide' })}
          >
            {s('hide')}
          </button>
        </>
      ) : (
        <button
          type="button"
          class="report-link"
          data-testid="comment-show"
          onClick={() => void list.unhide(id)}
        >
          {s('unhide')}
        </button>
      )}
    </p>
  );
}

const reasonWords = (reason: HiddenReason): string => s('hiddenFor', { reason: s(reason) });

function Comment(props: { readonly page: SkmPage; readonly comment: SurveyComment }): JSX.Element {
  const { page, comment } = props;
  const list = page.comments;
  const doing = list.moderating.value;
  const isDoing = doing?.id === comment.id;
  const where = comment.serviceName === null ? [] : [pick(comment.serviceName)];
  return (
    <li class={comment.hidden === null ? '' : 'is-hidden'} data-testid="comment">
      <p class="skm-said" lang={comment.language}>
        {comment.text}
      </p>
      <p class="skm-from">
        {[
          s('week', { days: periodWords({ from: comment.week, to: dayAfter(comment.week, 6) }) }),
          comment.agencyShort,
          ...where,
          ...(comment.language === 'en' ? [s('inEnglish')] : []),
        ].join(', ')}
      </p>
      {comment.hidden === null ? null : (
        <p class="skm-mark">
          <Icon of={EyeOff} size={15} />
          {reasonWords(comment.hidden)}
        </p>
      )}
      {comment.reply === null ? null : (
        <p class="skm-mark is-done">
          <Icon of={Check} size={15} />
          {comment.reply}
        </p>
      )}
      {page.maySteer.value && !isDoing ? <Keys list={list} comment={comment} /> : null}
      {isDoing && doing.what === 'hide' ? <HideForm list={list} id={comment.id} /> : null}
      {isDoing && doing.what === 'reply' ? (
        <ReplyForm list={list} id={comment.id} text={doing.text} />
      ) : null}
    </li>
  );
}

/** What visitors wrote: hidden for a reason, or answered with what was done about it. */
export function SkmComments({ page }: { readonly page: SkmPage }): JSX.Element | null {
  const list = page.comments;
  const counts = list.counts.value;
  if (counts === null) return null;
  return (
    <section class="skm-comments" id="comments" data-testid="skm-comments">
      <div class="report-chart-head">
        <h2>{s('comments')}</h2>
        <div class="skm-states" role="group" aria-label={s('comments')}>
          {states.map(state => (
            <button
              key={state}
              type="button"
              aria-pressed={list.state.value === state}
              data-testid={`comments-${state}`}
              onClick={() => void list.show(state)}
            >
              {s(`state:${state}`)} <span>{figure(counts[state])}</span>
            </button>
          ))}
        </div>
      </div>
      <p class="report-note">{s('commentsLead')}</p>
      {list.hasFailed.value ? (
        <p class="report-wrong" role="alert">
          {s('failed')}
        </p>
      ) : null}
      {list.rows.value.length === 0 ? <p class="report-note">{s('noComments')}</p> : null}
      <ul>
        {list.rows.value.map(comment => (
          <Comment key={comment.id} page={page} comment={comment} />
        ))}
      </ul>
      {list.hasMore ? (
        <button type="button" class="report-key" onClick={() => void list.more()}>
          {s('more')}
        </button>
      ) : null}
    </section>
  );
}
